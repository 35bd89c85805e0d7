package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.Providers;

/**
 * The models that are asked for one decision, held until it is made, and those that are missed: who
 * was away before they were acquired or is so afterwards, or is registered and could not be had. A
 * model that begins to work meanwhile is one or the other, never neither.
 */
final class Panel implements AutoCloseable {

  private final HeldModel[] models;
  private final List<AbsentModel> absent;

  Panel(Providers<AuthorizationModel> providers) {
    Map<String, AbsentModel> missed = new TreeMap<>();
    addAway(missed, providers);
    Set<String> registered = providers.names();
    List<Lease<AuthorizationModel>> leases = providers.acquireAll();
    models = new HeldModel[leases.size()];
    for (int i = 0; i < models.length; i++) {
      models[i] = new HeldModel(leases.get(i));
    }
    addAway(missed, providers);
    registered.forEach(
        name ->
            missed.computeIfAbsent(
                name, each -> AbsentModel.of(each, each, providers.lastProperties(each))));
    missed.keySet().removeIf(this::has);
    absent = List.copyOf(missed.values());
  }

  private static void addAway(
      Map<String, AbsentModel> missed, Providers<AuthorizationModel> providers) {
    providers
        .away()
        .forEach(
            (name, module) ->
                missed.putIfAbsent(
                    name, AbsentModel.of(name, module, providers.lastProperties(name))));
  }

  int size() {
    return models.length;
  }

  HeldModel get(int index) {
    return models[index];
  }

  boolean has(String name) {
    for (HeldModel model : models) {
      if (model.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whose module a model is that is not here; by its own name where that is all that is known. */
  String moduleOf(String model) {
    return absent.stream()
        .filter(each -> each.name().equals(model))
        .map(AbsentModel::module)
        .findFirst()
        .orElse(model);
  }

  /** The models that are missed. */
  List<AbsentModel> absent() {
    return absent;
  }

  @Override
  public void close() {
    for (HeldModel model : models) {
      model.release();
    }
  }
}
