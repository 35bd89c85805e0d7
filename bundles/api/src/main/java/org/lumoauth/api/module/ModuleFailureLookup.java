/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.util.Map;

/**
 * Reports the enabled modules that have failed: their bundle did not start, or one of their
 * components could not be activated. Modules that an operator stopped or removed, and modules that
 * only wait for such a module, have not failed.
 */
public interface ModuleFailureLookup {

  /**
   * Returns the reason of each failure by the module's name, sorted by name; empty if every enabled
   * module works. A reason is a text for the operator and may quote an exception.
   */
  Map<String, String> currentFailures();
}
