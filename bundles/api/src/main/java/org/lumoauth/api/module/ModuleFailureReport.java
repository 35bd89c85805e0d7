package org.lumoauth.api.module;

import java.util.Map;

/**
 * Names the enabled modules that have failed: their bundle did not start, or a component of theirs
 * could not be activated. A module that an operator stopped or removed has not failed, and neither
 * has one that only waits for it.
 */
public interface ModuleFailureReport {

  /**
   * The reason of each failure by the module's name, sorted by name; empty if every enabled module
   * works. A reason is a text for the operator and may quote an exception.
   */
  Map<String, String> currentFailures();
}
