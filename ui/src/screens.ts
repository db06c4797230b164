// Which component draws which screen. A workflow plugs in here, with one line.

import type { Component } from "svelte";
import type { Backend } from "./backend/backend";
import ComingScreen from "./shell/ComingScreen.svelte";
import LockedScreen from "./shell/LockedScreen.svelte";
import type { ScreenName, ScreenProps, OpenPractice } from "./workspace.svelte";

/** What the screen before the unlock is given. */
export interface LockScreenProps {
  backend: Backend;
  onunlocked: (practice: OpenPractice) => void;
}

export const lockScreen: Component<LockScreenProps> = LockedScreen;

export const screens: { [N in ScreenName]: Component<ScreenProps<N>> } = {
  today: ComingScreen,
  patients: ComingScreen,
  register: ComingScreen,
  patient: ComingScreen,
  chart: ComingScreen,
  letter: ComingScreen,
  settings: ComingScreen,
};
