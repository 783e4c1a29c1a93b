// Next and previous finding by keys and buttons; the page's links do the rest.
(function () {
  var marks = document.querySelectorAll('mark[id], sup[id^="m"], span[id^="m"]');
  var bar = document.querySelector('.di-lai'), told = document.getElementById('dang');
  var list = document.getElementById('ds'), at = -1;
  if (!bar || !marks.length) return;
  marks = Array.prototype.slice.call(marks).sort(function (a, b) {
    return a.id.slice(1) - b.id.slice(1);
  });
  bar.hidden = false;
  if (window.matchMedia('(max-width: 1240px)').matches) list.open = false;
  function show() {
    told.textContent = (at + 1 || '–') + ' / ' + marks.length;
    list.querySelectorAll('a').forEach(function (a) {
      if (at >= 0 && a.hash === '#' + marks[at].id) a.setAttribute('aria-current', 'true');
      else a.removeAttribute('aria-current');
    });
    document.querySelectorAll('.the').forEach(function (c) {
      c.classList.toggle('dang-xem', at >= 0 && c.id === 'f' + marks[at].id.slice(1));
    });
    var now = list.querySelector('[aria-current]');
    if (now && list.open && list.scrollHeight > list.clientHeight)
      list.scrollTop = now.offsetTop - list.clientHeight / 2;
  }
  function go(step) {
    at = at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
    location.hash = marks[at].id;
    var link = marks[at].querySelector('a');
    if (link) link.focus({ preventScroll: true });
    marks[at].scrollIntoView({ block: 'center' });
  }
  function follow() {
    var n = /^#[mf](\d+)$/.exec(location.hash);
    if (n) marks.forEach(function (m, i) { if (m.id === 'm' + n[1]) at = i; });
    show();
  }
  addEventListener('hashchange', follow);
  document.getElementById('truoc').onclick = function () { go(-1); };
  document.getElementById('sau').onclick = function () { go(1); };
  addEventListener('keydown', function (e) {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === 'n' || e.key === 'j') go(1);
    else if (e.key === 'p' || e.key === 'k') go(-1);
    else return;
    e.preventDefault();
  });
  follow();
})();
