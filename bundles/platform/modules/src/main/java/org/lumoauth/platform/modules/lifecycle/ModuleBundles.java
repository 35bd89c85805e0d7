package org.lumoauth.platform.modules.lifecycle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.module.ModuleProperties;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Which of the framework's bundles are modules. */
final class ModuleBundles {

  /** By name, the newest version first. */
  static final Comparator<Bundle> ORDER =
      Comparator.comparing(ModuleBundles::nameOf)
          .thenComparing(Comparator.comparing(Bundle::getVersion).reversed());

  private final BundleContext context;

  ModuleBundles(BundleContext context) {
    this.context = context;
  }

  /** The module's name, or an empty string if the bundle is no module. */
  static String nameOf(Bundle bundle) {
    String name = bundle.getHeaders("").get(ModuleProperties.MODULE_HEADER);
    return name == null ? "" : name;
  }

  /** Name and version, for messages. */
  static String label(Bundle bundle) {
    return nameOf(bundle) + " " + bundle.getVersion();
  }

  static boolean isActive(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
  }

  List<Bundle> all() {
    return modules().sorted(ORDER).toList();
  }

  /** The versions of one module, the newest first. */
  List<Bundle> findByName(String name) {
    return modules().filter(bundle -> nameOf(bundle).equals(name)).sorted(ORDER).toList();
  }

  /** Any bundle that has this symbolic name under another module's name. */
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
