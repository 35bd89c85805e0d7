package org.example.changefreeze;

/** Settings in {@code etc/org.example.changefreeze.cfg}; changes take effect immediately. */
public @interface ChangeFreezeConfig {

  /** The frozen actions, each with at most one {@code *} as a wildcard. */
  String[] actions() default {"write_*", "edit_*", "move_*", "*.write", "*.delete", "*.deploy"};

  /**
   * When the freeze begins (ISO 8601, such as {@code 2026-12-20T00:00:00Z}); if empty, it has begun.
   */
  String from() default "";

  /** When the freeze ends; if empty, when the module is removed. */
  String until() default "";
}
