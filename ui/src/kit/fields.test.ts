// How the fields behave under the keyboard, and what a screen reader is told.

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import DateField from "./DateField.svelte";
import NumberField from "./NumberField.svelte";
import TextArea from "./TextArea.svelte";
import TextField from "./TextField.svelte";
import TimeField from "./TimeField.svelte";
import { focusFirstError, focusNextUnanswered } from "./field";

describe("a text field", () => {
  it("is found by its label and described by its error and hint", () => {
    render(TextField, {
      label: "NPI",
      error: "Ten digits.",
      hint: "As registered.",
      required: true,
    });
    const field = screen.getByRole("textbox", { name: "NPI" });
    const described = field.getAttribute("aria-describedby")?.split(" ") ?? [];
    const read = described.map((id) => document.getElementById(id)?.textContent?.trim());
    expect(read).toEqual(["Ten digits.", "As registered."]);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(field.getAttribute("aria-required")).toBe("true");
  });

  it("is described by nothing when there is nothing to say", () => {
    render(TextField, { label: "Name" });
    const field = screen.getByRole("textbox", { name: "Name" });
    expect(field.hasAttribute("aria-describedby")).toBe(false);
    expect(field.hasAttribute("aria-invalid")).toBe(false);
  });

  it("keeps a hidden label for those who listen", () => {
    render(TextField, { label: "Note for row 2", labelHidden: true });
    expect(screen.getByLabelText("Note for row 2")).toBeTruthy();
  });
});

it("a text area takes several lines", async () => {
  render(TextArea, { label: "Story" });
  const area = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Story" });
  await userEvent.type(area, "one{Enter}two");
  expect(area.value).toBe("one\ntwo");
});

describe("a number field", () => {
  function setUp(props: Record<string, unknown> = {}) {
    const onanswer = vi.fn();
    render(NumberField, { label: "Diameter", unit: "mm", scale: 1000, onanswer, ...props });
    return { onanswer, field: screen.getByRole<HTMLInputElement>("spinbutton") };
  }

  it("counts in its smallest step and shows the decimal", async () => {
    const { field, onanswer } = setUp();
    await userEvent.type(field, "0,25");
    await userEvent.tab();
    expect(onanswer).toHaveBeenLastCalledWith(250);
    expect(field.value).toBe("0.25");
    expect(field.getAttribute("aria-valuetext")).toBe("0.25 mm");
  });

  it("steps with the arrow keys and stops at its limits", async () => {
    const { field } = setUp({ value: 250, step: 50, max: 300 });
    field.focus();
    await userEvent.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
    expect(field.value).toBe("0.3");
    await userEvent.keyboard("{PageDown}");
    expect(field.value).toBe("0");
  });

  it("starts stepping at its smallest value", async () => {
    const { field } = setUp({ scale: 1, min: 10, step: 5, label: "Length" });
    field.focus();
    await userEvent.keyboard("{ArrowUp}");
    expect(field.value).toBe("10");
  });

  it.each([
    ["abc", "Write a number."],
    ["0.2555", "Write it in steps of 0.001."],
    ["9", "The largest value here is 0.5."],
  ])("keeps %s and says %s", async (typed, message) => {
    const { field, onanswer } = setUp({ max: 500 });
    await userEvent.type(field, typed);
    expect(screen.queryByText(message), "no message before leaving").toBeNull();
    await userEvent.tab();
    expect(screen.getByText(message)).toBeTruthy();
    expect(field.value).toBe(typed);
    expect(onanswer).toHaveBeenLastCalledWith(null);
  });
});

describe("a date field", () => {
  function setUp(props: Record<string, unknown> = {}) {
    const onanswer = vi.fn();
    render(DateField, { label: "Date of visit", onanswer, ...props });
    return { onanswer, field: screen.getByRole<HTMLInputElement>("textbox") };
  }

  it("says the date in words while it is typed, and writes it our way when left", async () => {
    const { field, onanswer } = setUp();
    await userEvent.type(field, "22.11.2026");
    expect(screen.getByRole("status").textContent?.trim()).toBe("Sunday, 22 November 2026");
    await userEvent.tab();
    expect(field.value).toBe("22 Nov 2026");
    expect(onanswer).toHaveBeenLastCalledWith("2026-11-22");
  });

  it("asks which date is meant, and takes the answer from the keyboard", async () => {
    const { field, onanswer } = setUp();
    await userEvent.type(field, "10/11/2026");
    await userEvent.tab();
    expect(onanswer).toHaveBeenLastCalledWith(null);
    await userEvent.keyboard("{Enter}");
    expect(onanswer).toHaveBeenLastCalledWith("2026-11-10");
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe("10 Nov 2026");
  });

  it("keeps what it cannot read and says why", async () => {
    const { field } = setUp();
    await userEvent.type(field, "31 Feb 2026");
    await userEvent.tab();
    expect(field.value).toBe("31 Feb 2026");
    expect(screen.getByText("This day is not in the calendar.")).toBeTruthy();
  });

  it("holds its limits", async () => {
    const { field, onanswer } = setUp({ max: "2026-11-22" });
    await userEvent.type(field, "23 Nov 2026");
    await userEvent.tab();
    expect(screen.getByText("The date must not be after 22 Nov 2026.")).toBeTruthy();
    expect(onanswer).toHaveBeenLastCalledWith(null);
  });

  it("can be emptied", async () => {
    const { field, onanswer } = setUp({ value: "2026-11-22" });
    await userEvent.clear(field);
    await userEvent.tab();
    expect(onanswer).toHaveBeenLastCalledWith(null);
    expect(field.value).toBe("");
  });
});

it("a time field writes what it read", async () => {
  const onanswer = vi.fn();
  render(TimeField, { label: "Time", onanswer });
  const field = screen.getByRole<HTMLInputElement>("textbox");
  await userEvent.type(field, "920");
  await userEvent.tab();
  expect(field.value).toBe("09:20");
  expect(onanswer).toHaveBeenLastCalledWith("09:20");
});

describe("moving through a form", () => {
  it("goes to the next required field without an answer, and round to those above", () => {
    render(TextField, { label: "First", required: true });
    render(TextField, { label: "Second", required: true, value: "there" });
    render(TextField, { label: "Third", required: true });
    render(TextField, { label: "Fourth" });
    screen.getByLabelText("Second").focus();
    expect(focusNextUnanswered(document, document.activeElement)).toBe(true);
    expect(document.activeElement).toBe(screen.getByLabelText("Third"));
    expect(focusNextUnanswered(document, document.activeElement)).toBe(true);
    expect(document.activeElement).toBe(screen.getByLabelText("First"));
  });

  it("says when nothing is left to answer", () => {
    render(TextField, { label: "Only", required: true, value: "there" });
    expect(focusNextUnanswered(document, null)).toBe(false);
  });

  it("goes to the first refused field", () => {
    render(TextField, { label: "Good" });
    render(TextField, { label: "Bad", error: "No." });
    expect(focusFirstError(document)).toBe(true);
    expect(document.activeElement).toBe(screen.getByLabelText("Bad"));
  });
});
