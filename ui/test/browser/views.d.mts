export interface View {
  state: string;
  tab: string;
  project?: string;
  press?: string;
  type?: string;
  then?: string;
}

export const VIEWS: View[];
export function nameOf(view: View): string;
