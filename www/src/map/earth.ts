// The Earth as paths: loaded when a map is first opened. The borders are Natural Earth’s: data/README.md.
import { geoContains, geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import type { Feature, GeometryCollection, MultiLineString } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection as Geometries, Topology } from "topojson-specification";
import fineCountries from "../../../data/maps/countries-50m.json?url";
import countries from "../../../data/maps/countries-110m.json?url";
import divisions from "../../../data/maps/divisions-110m.json?url";
import { type Point, WORLD } from "../model/map.ts";

/** What is drawn of the Earth, around one meridian. */
export interface Earth {
  /** The edge of the world. */
  readonly sphere: string;
  /** Meridians and parallels, every ten degrees. */
  readonly graticule: string;
  /** The borders of states and provinces. */
  readonly divisions: string;
  readonly countries: readonly Country[];
  /** Where on the world, in its units, a place is. */
  project(longitude: number, latitude: number): Point;
}

export interface Country {
  readonly path: string;
  has(longitude: number, latitude: number): boolean;
}

type Atlas = Topology<{ countries: Geometries<{ name: string }> }>;

const files = new Map<string, Promise<unknown>>();

/** A file of the page, fetched once; again after a failure. */
function file<T>(url: string): Promise<T> {
  let content = files.get(url);
  if (!content) {
    content = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`expected ${url}, found status ${response.status}`);
      return response.json();
    });
    files.set(url, content);
    content.catch(() => files.delete(url));
  }
  return content as Promise<T>;
}

/** The Earth with the meridian `middle` in its middle, in degrees east; `fine` is for a closer look, and a larger file. */
export async function earth(middle: number, fine: boolean): Promise<Earth> {
  const [atlas, lines] = await Promise.all([file<Atlas>(fine ? fineCountries : countries), file<MultiLineString>(divisions)]);
  const projection = geoNaturalEarth1()
    .rotate([-middle, 0])
    .fitSize([WORLD.width, WORLD.height], { type: "Sphere" });
  const path = geoPath(projection).digits(fine ? 3 : 2);
  const draw = (shape: Parameters<typeof path>[0]) => path(shape) ?? "";
  return {
    sphere: draw({ type: "Sphere" }),
    graticule: draw(geoGraticule10()),
    divisions: draw(lines),
    countries: feature(atlas, atlas.objects.countries).features.map((country: Feature | GeometryCollection) => ({
      path: draw(country as Feature),
      has: (longitude: number, latitude: number) => geoContains(country, [longitude, latitude]),
    })),
    project: (longitude, latitude) => {
      const [x, y] = projection([longitude, latitude]) ?? [0, 0];
      return { x, y };
    },
  };
}
