/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Determines the services that a bundle offers to others. */
public final class OfferedServiceLookup {
  private static final String CONTRACTS = "org.lumoauth.";

  private OfferedServiceLookup() {}

  /**
   * Returns the offers, such as {@code authorization-model/rbac}, {@code RoleAssignmentService} or
   * {@code ~/admin/roles}.
   */
  public static Set<String> of(Bundle bundle) {
    Set<String> offers = new TreeSet<>();
    references(bundle).forEach(reference -> describe(reference).forEach(offers::add));
    return offers;
  }

  /** Returns the kinds of extension among the offers. */
  public static Set<String> kindsOf(Bundle bundle) {
    Set<String> kinds = new TreeSet<>();
    references(bundle)
        .map(reference -> reference.getProperty(ModulePropertyNames.KIND))
        .forEach(kind -> kinds.addAll(strings(kind)));
    return kinds;
  }

  /** Returns the service references of the offers; an uninstalled bundle has none. */
  static Stream<ServiceReference<?>> references(Bundle bundle) {
    ServiceReference<?>[] registered;
    try {
      registered = bundle.getRegisteredServices();
    } catch (IllegalStateException e) { // uninstalled concurrently
      return Stream.empty();
    }
    return registered == null
        ? Stream.empty()
        : Arrays.stream(registered).filter(reference -> describe(reference).findAny().isPresent());
  }

  private static Stream<String> describe(ServiceReference<?> reference) {
    List<String> routes = strings(reference.getProperty(EndpointServicePropertyNames.ROUTES));
    if (!routes.isEmpty()) {
      return routes.stream();
    }
    List<String> kinds = strings(reference.getProperty(ModulePropertyNames.KIND));
    Object name = reference.getProperty(ModulePropertyNames.NAME);
    if (!kinds.isEmpty() && name != null) {
      return kinds.stream().map(kind -> kind + "/" + name);
    }
    return Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
        // A class of the bundle's own package connects internal components and is not an offer.
        .filter(contract -> contract.startsWith(CONTRACTS) && !isInternal(reference, contract))
        .map(contract -> contract.substring(contract.lastIndexOf('.') + 1));
  }

  private static boolean isInternal(ServiceReference<?> reference, String contract) {
    Bundle bundle = reference.getBundle();
    return bundle == null || contract.startsWith(bundle.getSymbolicName() + ".");
  }

  private static List<String> strings(Object property) {
    if (property instanceof String[] array) {
      return List.of(array);
    }
    return property instanceof String text ? List.of(text) : List.of();
  }
}
