package org.lumoauth.agents.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.Problem;

/** What an administrator sends to make a blueprint or to change one; what is absent stays. */
record BlueprintForm(
    String name,
    String description,
    List<String> capabilities,
    List<String> allowedIps,
    Boolean isActive) {

  Blueprint create(String id) {
    var now = StoredAgent.now();
    return new Blueprint(
        id,
        AgentNames.checkedName(name),
        AgentNames.checkedDescription(Optional.ofNullable(description)),
        capabilities == null ? Set.of() : Capabilities.checked("capabilities", capabilities),
        allowedIps == null ? List.of() : AddressText.checked(allowedIps),
        isActive == null || isActive,
        now,
        now);
  }

  Blueprint change(Blueprint was) {
    return new Blueprint(
        was.id(),
        name == null ? was.name() : AgentNames.checkedName(name),
        description == null
            ? was.description()
            : AgentNames.checkedDescription(Optional.of(description)),
        capabilities == null
            ? was.capabilities()
            : Capabilities.checked("capabilities", capabilities),
        allowedIps == null ? was.allowedIps() : AddressText.checked(allowedIps),
        isActive == null ? was.enabled() : isActive,
        was.createdAt(),
        StoredAgent.now());
  }

  List<String> capabilitiesOrNone() {
    return capabilities == null ? List.of() : capabilities;
  }

  static BlueprintForm required(BlueprintForm form) {
    if (form == null) {
      throw Problem.invalidRequest("Send the blueprint as a JSON object.");
    }
    return form;
  }
}
