/** How whoever types begins to tell what somebody else said, as it is found in Chinese */

/**
 * The words before what somebody said, where whoever typed it tells of them: 隔壁单元的陈阿婆打电话来说，. They are no
 * words of the speaker, and may say who it was. null where the words begin with what was said.
 */
export function narratedStart(words: string): string | null {
  const found =
    /^[^，。！？：:；\n]{2,24}?(?:打电话来|打来电话|来电|到窗口|过来|上门)?(?:说|讲|反映|表示|提出|认为)[，：:]/u.exec(
      words.trimStart(),
    );
  // 我、我们 speak of themselves
  return found && !/^(?:我|咱|俺)/u.test(found[0]) ? found[0] : null;
}
