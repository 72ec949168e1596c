// A drawing of the page as a file of its own.
import { svg } from "../dom.ts";

/** What a style sheet may say of a shape, which a file has to say itself. */
const PROPERTIES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "vector-effect", "font-family", "font-size", "font-style", "font-weight", "opacity", "text-anchor"] as const;

/** `picture` as a file: with the colours and letters that it has on the page, on the page's ground, and with a line of credit. */
export function standalone(picture: SVGSVGElement, credit: string): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [...picture.querySelectorAll<SVGElement>("*")];
  [...copy.querySelectorAll<SVGElement>("*")].forEach((element, at) => {
    const style = getComputedStyle(originals[at]!);
    for (const name of [...element.getAttributeNames()]) if (/^(aria-|data-|class|role|tabindex)/.test(name)) element.removeAttribute(name);
    if (element.childElementCount === 0) for (const name of PROPERTIES) element.setAttribute(name, style.getPropertyValue(name));
  });
  const { color, backgroundColor, fontFamily } = getComputedStyle(picture);
  const [width, height] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
  copy.removeAttribute("class");
  copy.setAttribute("role", "img");
  copy.setAttribute("viewBox", `0 0 ${width} ${height + 18}`);
  copy.setAttribute("height", String(height + 18));
  copy.prepend(svg("title", {}, picture.getAttribute("aria-label")), svg("rect", { width, height: height + 18, fill: backgroundColor }));
  copy.append(svg("text", { x: 4, y: height + 13, fill: color, "font-family": fontFamily, "font-size": 11 }, credit));
  return new XMLSerializer().serializeToString(copy);
}
