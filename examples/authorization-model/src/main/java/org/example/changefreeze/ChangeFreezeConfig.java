package org.example.changefreeze;

/** Settings in {@code etc/org.example.changefreeze.cfg}; a change is in force at once. */
public @interface ChangeFreezeConfig {

  /** What is frozen: names of actions, each with at most one {@code *} for any text. */
  String[] actions() default {"write_*", "edit_*", "move_*", "*.write", "*.delete", "*.deploy"};

  /** When the freeze begins (ISO 8601, as {@code 2026-12-20T00:00:00Z}); empty: it has begun. */
  String from() default "";

  /** When the freeze ends; empty: when the module is removed. */
  String until() default "";
}
