// What is wrong with the layout of what is on the screen: text that is cut off, too small, or that stands on other text.
import type { Page } from '@playwright/test';

/** In words, one a fault; `within` says which part of the page is looked at. */
export async function layoutFaults(page: Page, within = 'body'): Promise<string[]> {
  return page.evaluate((selector) => {
    /** Smallest type, px. */
    const LEAST = 12;
    const found: string[] = [];
    const rootOfAll = document.querySelector(selector);
    if (rootOfAll === null) return [`nothing is ${selector}`];

    interface Piece {
      text: string;
      box: DOMRect;
      line: Element;
    }
    const clips = (style: CSSStyleDeclaration, axis: 'overflowX' | 'overflowY') =>
      style[axis] === 'hidden' || style[axis] === 'clip';
    const scrolls = (style: CSSStyleDeclaration) => /auto|scroll/.test(style.overflow);

    /** The part of a box that can be seen, or null; says so if a box that does not scroll cuts it. */
    function seen(element: Element, whole: DOMRect, text: string): DOMRect | null {
      let { left, right, top, bottom } = whole;
      for (let each: Element | null = element; each !== null; each = each.parentElement) {
        const style = getComputedStyle(each);
        if (style.visibility === 'hidden' || style.opacity === '0' || style.clipPath !== 'none') return null;
        if (style.overflow === 'visible') continue;
        const box = each.getBoundingClientRect();
        if (!scrolls(style)) {
          if (clips(style, 'overflowX') && (left < box.left - 1.5 || right > box.right + 1.5))
            found.push(`cut off at a side: ${text}`);
          const hidden = Math.max(0, box.top - top) + Math.max(0, bottom - box.bottom);
          if (clips(style, 'overflowY') && hidden > 0.4 * (bottom - top)) return null;
        }
        left = Math.max(left, box.left);
        right = Math.min(right, box.right);
        top = Math.max(top, box.top);
        bottom = Math.min(bottom, box.bottom);
        if (right - left < 1 || bottom - top < 1) return null;
      }
      return new DOMRect(left, top, right - left, bottom - top);
    }

    const pieces: Piece[] = [];
    const walk = document.createTreeWalker(rootOfAll, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (text === '' || element === null || element.closest('option, script, style') !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const whole of range.getClientRects()) {
        const box = whole.width < 1 ? null : seen(element, whole, text);
        if (box === null) continue;
        pieces.push({ text, box, line: element });
        const size = Number.parseFloat(getComputedStyle(element).fontSize);
        if (size < LEAST - 0.05) found.push(`${size} px: ${text}`);
      }
    }
    for (const menu of rootOfAll.querySelectorAll('select')) {
      const words = menu.selectedOptions[0]?.label ?? '';
      if (menu.clientWidth === 0) continue;
      const style = getComputedStyle(menu);
      const line = document.createElement('span');
      line.textContent = words;
      line.style.cssText = 'position: absolute; white-space: pre';
      const font = ['fontFamily', 'fontSize', 'fontWeight', 'fontStretch', 'letterSpacing'] as const;
      for (const one of font) line.style[one] = style[one];
      document.body.append(line);
      const { width } = line.getBoundingClientRect();
      line.remove();
      const room =
        menu.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (width > room + 0.5) found.push(`cut off in its menu: ${words}`);
    }
    pieces.forEach((a, i) => {
      for (const b of pieces.slice(i + 1)) {
        if (a.line === b.line) continue;
        const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        // a box is as high as its font, its letters are not
        const high = Math.min(a.box.height, b.box.height);
        if (x > 2 && y > 0.45 * high) found.push(`on each other: ${a.text} | ${b.text}`);
      }
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`${scrollWidth - clientWidth} px wider than the window`);
    return [...new Set(found)];
  }, within);
}
