/** The table of Element Plus with the same rows and cells: a current row that is highlighted, boxes to choose by. */
import './timing.mjs';
import { createApp, defineComponent, h, onMounted, ref } from 'vue';
import { ElTable, ElTableColumn } from 'element-plus';
import 'element-plus/dist/index.css';
import { ROWS } from './rows.mjs';

const List = defineComponent({
  setup() {
    const at = ref(0);
    const table = ref();
    const step = (by) => {
      at.value = Math.min(ROWS.length - 1, Math.max(0, at.value + by));
      table.value?.setCurrentRow(ROWS[at.value]);
    };
    onMounted(() => {
      table.value?.setCurrentRow(ROWS[0]);
      window.addEventListener('keydown', (event) => {
        if (event.key === 'j') step(1);
        if (event.key === 'k') step(-1);
      });
    });
    const cell = ({ row }) => [
      h('p', { class: 'first' }, [
        h('span', { class: 'mark' }),
        h('button', { type: 'button' }, `${String(row.number).padStart(3, '0')}　${row.contactPoint.shortName}`),
        h('span', { class: 'place' }, row.placeWords),
        row.proposedHandling ? h('span', { class: 'end' }, row.proposedHandling.outcome) : null,
      ]),
      h('p', { class: 'words' }, row.text),
    ];
    return () =>
      h('div', { style: 'width: 402px' }, [
        h(ElTable, { ref: table, data: ROWS, rowKey: 'id', highlightCurrentRow: true, height: 640 }, () => [
          h(ElTableColumn, { type: 'selection', width: 36 }),
          h(ElTableColumn, { label: '意见' }, { default: cell }),
        ]),
      ]);
  },
});
createApp(List).mount('#place');
