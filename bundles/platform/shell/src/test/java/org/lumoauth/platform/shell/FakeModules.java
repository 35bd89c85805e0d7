/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.module.ModuleService;

/** Modules by name; an address is taken for the name and version of what is there. */
final class FakeModules implements ModuleService {
  private final List<ModuleInfo> modules = new ArrayList<>();

  FakeModules with(String name, String version, List<String> provides, String problem) {
    modules.add(
        new ModuleInfo(
            name,
            version,
            List.of("authorization-model"),
            provides,
            problem.isEmpty() ? "ACTIVE" : "FAILED",
            Instant.parse("2026-01-02T03:04:05Z"),
            modules.size() + 1L,
            problem));
    return this;
  }

  List<String> names() {
    return modules.stream().map(module -> module.name() + " " + module.version()).toList();
  }

  @Override
  public List<ModuleInfo> list() {
    return List.copyOf(modules);
  }

  @Override
  public ModuleInfo install(String url) throws ModuleException {
    if (!url.startsWith("file:")) {
      throw new ModuleException("The bundle URL must begin with https:, file: or mvn:.");
    }
    with(url.substring("file:".length()), "1.0.0", List.of(), "");
    return modules.get(modules.size() - 1);
  }

  @Override
  public ModuleInfo upgrade(String name, String url) throws ModuleException {
    remove(name);
    with(name, url.substring("file:".length()), List.of(), "");
    return modules.get(modules.size() - 1);
  }

  @Override
  public void remove(String name) throws ModuleException {
    if (!modules.removeIf(module -> module.name().equals(name))) {
      throw new ModuleException("The module " + name + " is not installed.");
    }
  }
}
