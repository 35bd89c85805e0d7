/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.module.ModulePropertyNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Finds the framework's bundles that are modules. */
public final class ModuleBundleLookup {

  /** By name, newest version first. */
  static final Comparator<Bundle> ORDER =
      Comparator.comparing(ModuleBundleLookup::nameOf)
          .thenComparing(Comparator.comparing(Bundle::getVersion).reversed());

  private final BundleContext context;

  public ModuleBundleLookup(BundleContext context) {
    this.context = context;
  }

  /** Returns the module's name, or an empty string if the bundle is not a module. */
  public static String nameOf(Bundle bundle) {
    String name = bundle.getHeaders("").get(ModulePropertyNames.MODULE_HEADER);
    return name == null ? "" : name;
  }

  /** Returns name and version for messages. */
  static String label(Bundle bundle) {
    return nameOf(bundle) + " " + bundle.getVersion();
  }

  static boolean isActive(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
  }

  public List<Bundle> all() {
    return modules().sorted(ORDER).toList();
  }

  /** Returns the versions of a module, the newest first. */
  List<Bundle> findByName(String name) {
    return modules().filter(bundle -> nameOf(bundle).equals(name)).sorted(ORDER).toList();
  }

  /** Returns a bundle with this symbolic name and another module name. */
  Optional<Bundle> findUnderOtherName(String symbolicName, String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .filter(bundle -> !nameOf(bundle).equals(name))
        .findFirst();
  }

  private Stream<Bundle> modules() {
    return Arrays.stream(context.getBundles()).filter(bundle -> !nameOf(bundle).isEmpty());
  }
}
