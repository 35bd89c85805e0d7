package org.lumoauth.api.module;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs, upgrades and removes modules on a running server. One operation at a time. A refusal is
 * a {@link ModuleException} and leaves the server as it was.
 */
@ProviderType
public interface ModuleService {

  /** The modules, by name and version. */
  List<ModuleInfo> list();

  /**
   * Installs a module and returns when it is ready.
   *
   * @param url where the bundle is: {@code mvn:}, {@code file:} or {@code https:}
   */
  ModuleInfo install(String url) throws ModuleException;

  /**
   * Starts the new version beside the old one, waits until it is ready, moves the traffic, waits
   * until the old one has no work in flight, and removes it. If the new version does not become
   * ready it is removed and the old one goes on.
   *
   * @param name the module's name
   * @param url where the new version is
   */
  ModuleInfo upgrade(String name, String url) throws ModuleException;

  /** Waits until the module has no work in flight and removes it. */
  void remove(String name) throws ModuleException;
}
