/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.lumoauth.api.module.ModulePropertyNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Finds the root cause of an unavailable provider. If its module is running, a required service is
 * missing, and the module that would provide that service is reported.
 */
@Component(service = MissingModuleResolver.class)
public final class MissingModuleResolver {
  private static final String SERVICE = "osgi.service";
  private static final String OBJECT_CLASS = "objectClass";
  private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BundleContext context;
  private final ServiceComponentRuntime runtime;
  private final RemovedModuleStore removed;
  private final Map<Long, ResolvedMissingModule> known = new ConcurrentHashMap<>();
  private final Map<String, RecentModuleBundle> named = new ConcurrentHashMap<>();

  /** A recent result, cached because every request needs it during an outage. */
  private record ResolvedMissingModule(String module, long since) {}

  /** The recently running bundle of a module, if any. */
  private record RecentModuleBundle(Optional<Bundle> bundle, long since) {
    boolean isCurrent() {
      return recent(since) && bundle.map(MissingModuleResolver::running).orElse(true);
    }
  }

  @Activate
  public MissingModuleResolver(
      BundleContext context,
      @Reference ServiceComponentRuntime runtime,
      @Reference RemovedModuleStore removed) {
    this.context = context;
    this.runtime = runtime;
    this.removed = removed;
  }

  /** Returns the module name of a bundle. */
  static String name(Bundle bundle) {
    String name = bundle.getHeaders("").get(ModulePropertyNames.MODULE_HEADER);
    return name == null ? bundle.getSymbolicName() : name;
  }

  /** Returns the module that is actually missing; the given module itself if no other is. */
  public String resolve(String module) {
    RecentModuleBundle last = named.get(module);
    if (last == null || !last.isCurrent()) {
      last = new RecentModuleBundle(find(module), System.nanoTime());
      named.put(module, last);
    }
    return last.bundle().map(bundle -> resolve(bundle, module)).orElse(module);
  }

  private Optional<Bundle> find(String module) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> running(bundle) && name(bundle).equals(module))
        .findFirst();
  }

  /**
   * Returns the missing module if a service of this bundle, which belongs to the given module, is
   * unavailable.
   */
  String resolve(Bundle bundle, String module) {
    if (!running(bundle)) {
      return module;
    }
    ResolvedMissingModule last = known.get(bundle.getBundleId());
    if (last == null || !recent(last.since())) {
      last =
          new ResolvedMissingModule(
              missing(bundle, new HashSet<>()).orElse(module), System.nanoTime());
      known.put(bundle.getBundleId(), last);
    }
    return last.module();
  }

  private static boolean recent(long nanos) {
    return System.nanoTime() - nanos <= KNOWN_NANOS;
  }

  private Optional<String> missing(Bundle bundle, Set<Bundle> seen) {
    if (!seen.add(bundle)) {
      return Optional.empty();
    }
    return needed(bundle).stream()
        .map(contract -> missing(contract, bundle, seen))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> missing(String contract, Bundle of, Set<Bundle> seen) {
    List<Bundle> providers =
        Arrays.stream(context.getBundles())
            .filter(bundle -> !bundle.equals(of) && provides(bundle, contract))
            .toList();
    List<Bundle> running = providers.stream().filter(MissingModuleResolver::running).toList();
    if (providers.isEmpty()) {
      return registered(contract) ? Optional.empty() : removed.providerOf(contract);
    }
    if (running.isEmpty()) {
      return providers.stream().map(MissingModuleResolver::name).findFirst();
    }
    return registered(contract)
        ? Optional.empty()
        : running.stream().map(each -> missing(each, seen)).flatMap(Optional::stream).findFirst();
  }

  /** Returns the required contracts of the bundle's inactive components. */
  private Set<String> needed(Bundle bundle) {
    Set<String> needed = new HashSet<>();
    for (var component : runtime.getComponentDescriptionDTOs(bundle)) {
      for (var reference : component.references) {
        if (reference.cardinality.startsWith("1")) {
          needed.add(reference.interfaceName);
        }
      }
    }
    return needed;
  }

  private boolean registered(String contract) {
    try {
      return context.getAllServiceReferences(contract, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(
          "the framework rejected a service query that has no filter", e);
    }
  }

  private static boolean provides(Bundle bundle, String contract) {
    return contracts(bundle).anyMatch(contract::equals);
  }

  /** Returns the contracts that a bundle declares to provide. */
  public static Stream<String> contracts(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null
        ? Stream.empty()
        : revision.getDeclaredCapabilities(SERVICE).stream()
            .map(BundleCapability::getAttributes)
            .map(attributes -> attributes.get(OBJECT_CLASS))
            .flatMap(
                names ->
                    names instanceof Collection<?> several ? several.stream() : Stream.of(names))
            .map(String::valueOf);
  }

  private static boolean running(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
  }
}
