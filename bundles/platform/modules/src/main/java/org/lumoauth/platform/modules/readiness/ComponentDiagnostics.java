/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** Finds out why Declarative Services components of a bundle are not active. */
public final class ComponentDiagnostics {
  private static final String CAUSED_BY = "Caused by: ";

  /**
   * The component serves other modules that have the same requirements. Its own module is complete
   * without it.
   */
  private static final String FOR_OTHERS = "lumoauth.for-others";

  private final ServiceComponentRuntime runtime;

  public ComponentDiagnostics(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /** Returns each enabled component that is not active, with the reason. */
  public Map<String, String> problems(Bundle bundle) {
    Map<String, String> problems = new TreeMap<>();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
      if (runtime.isComponentEnabled(component)) {
        String problem = problem(component);
        if (!problem.isEmpty()) {
          problems.put(component.name, problem);
        }
      }
    }
    return problems;
  }

  /** Returns why the activation of an enabled component failed; empty if none failed. */
  Optional<String> failed(Bundle bundle) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .filter(runtime::isComponentEnabled)
        .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
        .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
        .map(configuration -> "its activation failed: " + rootCause(configuration.failure))
        .findFirst();
  }

  /**
   * Returns the missing contracts of each enabled component that is not active; empty sets for
   * other reasons.
   */
  List<Set<String>> lacking(Bundle bundle) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .filter(part -> runtime.isComponentEnabled(part) && !problem(part).isEmpty())
        .map(this::lacking)
        .toList();
  }

  private Set<String> lacking(ComponentDescriptionDTO component) {
    return runtime.getComponentConfigurationDTOs(component).stream()
        .flatMap(configuration -> Arrays.stream(configuration.unsatisfiedReferences))
        .map(unsatisfied -> contract(component, unsatisfied.name))
        .collect(Collectors.toSet());
  }

  private String problem(ComponentDescriptionDTO component) {
    Collection<ComponentConfigurationDTO> configurations =
        runtime.getComponentConfigurationDTOs(component);
    boolean awaitsConfiguration = "require".equals(component.configurationPolicy);
    if (configurations.isEmpty()) {
      return awaitsConfiguration ? "" : "it is not processed yet";
    }
    return configurations.stream()
        .map(configuration -> problem(component, configuration, awaitsConfiguration))
        .filter(problem -> !problem.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String problem(
      ComponentDescriptionDTO component,
      ComponentConfigurationDTO configuration,
      boolean awaitsConfiguration) {
    return switch (configuration.state) {
      case ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE ->
          component.serviceInterfaces.length > 0 && configuration.service == null
              ? "its service is not registered yet"
              : "";
      // The operator decides with a configuration whether this component exists.
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
          awaitsConfiguration ? "" : "its configuration is missing";
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          Boolean.TRUE.equals(component.properties.get(FOR_OTHERS))
              ? ""
              : "it needs " + missing(component, configuration);
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          "its activation failed: " + rootCause(configuration.failure);
      default -> "it is in state " + configuration.state;
    };
  }

  private static String missing(
      ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
    return Arrays.stream(configuration.unsatisfiedReferences)
        .map(unsatisfied -> contract(component, unsatisfied.name))
        .collect(Collectors.joining(", "));
  }

  private static String contract(ComponentDescriptionDTO component, String reference) {
    for (ReferenceDTO declared : component.references) {
      if (declared.name.equals(reference)) {
        return declared.interfaceName;
      }
    }
    return reference;
  }

  /** Returns the innermost cause in a stack trace. The outer ones only report reflection. */
  private static String rootCause(String trace) {
    if (trace == null) {
      return "the cause is unknown";
    }
    String cause = trace.lines().findFirst().orElse("");
    for (String line : trace.lines().toList()) {
      if (line.startsWith(CAUSED_BY)) {
        cause = line.substring(CAUSED_BY.length());
      }
    }
    return cause;
  }
}
