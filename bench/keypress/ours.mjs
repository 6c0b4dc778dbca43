/** The console's own list of comments, with its own keys. */
import './timing.mjs';
import { createApp, defineComponent, h, ref } from 'vue';
import CommentList from '../../web/src/desks/handling/CommentList.vue';
import { useKeys } from '../../web/src/parts/keys';
import '../../web/src/theme.css';
import { ROWS } from './rows.mjs';

const List = defineComponent({
  setup() {
    const at = ref(ROWS[0].id);
    const chosen = ref(new Set());
    const step = (by) => {
      const to = ROWS[ROWS.findIndex((r) => r.id === at.value) + by];
      if (to) at.value = to.id;
    };
    useKeys([
      { keys: 'j', words: '', act: () => step(1) },
      { keys: 'k', words: '', act: () => step(-1) },
    ]);
    return () =>
      h('div', { style: 'width: 402px; height: 640px; overflow-y: auto' }, [
        h(CommentList, { rows: ROWS, at: at.value, chosen: chosen.value, head: '', withPlace: true }),
      ]);
  },
});
createApp(List).mount('#place');
