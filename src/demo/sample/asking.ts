/** Why the sample rounds ask, whom, and what about first. */

/** What `createConsultation` takes beside its text and its days */
export interface SampleAsking {
  origin: string;
  askedRange: string;
  nextStep: string;
  focus: { question: string; provision: string | null }[];
}

export const liftAsking: SampleAsking = {
  origin: '根据2026年度立法计划，市市场监督管理局完成了起草工作。',
  askedRange: '住户、物业服务企业和电梯维护保养单位',
  nextStep: '起草修改稿',
  focus: [
    { question: '电梯发生困人故障，多长时间到场救援比较合适', provision: null },
    { question: '老旧电梯更新改造的费用怎样分担', provision: null },
  ],
};

export const dogsAsking: SampleAsking = {
  origin: '根据2026年度立法计划，市公安局完成了起草工作。',
  askedRange: '养犬人、其他居民和物业服务企业',
  nextStep: '起草修改稿',
  focus: [
    { question: '遛犬的时间、地点和牵引方式怎样规定比较可行', provision: null },
    { question: '犬只伤人以后，就医费用怎样先行垫付', provision: null },
    { question: '流浪犬由谁收容、怎样处置', provision: null },
  ],
};
