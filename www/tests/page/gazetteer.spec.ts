// A gazetteer of the reader's own.
import { expect, paste, test, visit } from "./page.ts";

const text = "Fog closed the harbour of Zorbik Flats on Monday, the mayor said.";
const table = (rows: string) => ({ name: "sites.csv", mimeType: "text/csv", buffer: Buffer.from(`name,latitude,longitude,id\n${rows}\n`) });

test("a table that is opened gives the open article its places", async ({ page }) => {
  await visit(page);
  await paste(page, text);
  await expect(page.locator("mark.layer-place", { hasText: "Zorbik Flats" })).toHaveCount(0);
  await page.locator("input[type=file]").setInputFiles(table("Zorbik Flats,10.25,20.125,site-2"));
  await expect(page.getByRole("status")).toContainText("The places of sites.csv are known now");
  await page.locator("mark.layer-place", { hasText: "Zorbik Flats" }).first().click();
  await expect(page.getByRole("dialog")).toContainText("in your own gazetteer");
});

test("a table that is wrong says where", async ({ page }) => {
  await visit(page);
  await page.locator("input[type=file]").setInputFiles(table("Zorbik Flats,north,20.125,site-2"));
  await expect(page.getByRole("alert")).toContainText('line 2 of the gazetteer: expected a latitude from -90 to 90 degrees, as 48.8534, found "north"');
});
