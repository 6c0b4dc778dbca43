import { createApp } from 'vue';
import App from './App.vue';
import { wordsOf } from './api/ask';
import { followPreferences } from './parts/preferences';
import { keepProgram } from './api/offline';
import { router } from './router';
import { texts } from './texts';
import './theme.css';

followPreferences();
keepProgram();
const app = createApp(App).use(router);
const place = document.querySelector('#console');
router
  .isReady()
  .then(() => place && app.mount(place))
  .catch((fault: unknown) => {
    // the service did not answer at the very first: said in words, with nothing to build on
    const words = document.createElement('p');
    words.setAttribute('role', 'alert');
    words.textContent = wordsOf(fault, texts.faults.start);
    place?.replaceChildren(words);
  });
