/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.rest;

import java.util.List;
import org.lumoauth.api.module.ModuleInfo;

/** The JSON representation of a module; {@code since} is in ISO 8601. */
public record ModuleView(
    String name,
    String version,
    List<String> kind,
    List<String> provides,
    String state,
    String since,
    long bundleId,
    String problem) {

  static ModuleView of(ModuleInfo module) {
    return new ModuleView(
        module.name(),
        module.version(),
        module.kind(),
        module.provides(),
        module.state(),
        module.since().toString(),
        module.bundleId(),
        module.problem());
  }
}
