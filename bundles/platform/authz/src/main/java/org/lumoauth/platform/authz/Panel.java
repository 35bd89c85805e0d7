package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Providers;

/**
 * The models that are asked for one decision, held until it is made, and those that are missed. A
 * model that begins to work meanwhile is one or the other, never neither.
 */
final class Panel implements AutoCloseable {

  private final HeldModel[] models;
  private final List<AbsentModel> absent;

  Panel(Providers<AuthorizationModel> providers) {
    Held<AuthorizationModel> held = providers.hold();
    try {
      absent = held.missed().isEmpty() ? List.of() : absent(held.missed(), providers);
      models = new HeldModel[held.leases().size()];
      for (int i = 0; i < models.length; i++) {
        models[i] = new HeldModel(held.leases().get(i));
      }
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  private static List<AbsentModel> absent(
      Map<String, String> missed, Providers<AuthorizationModel> providers) {
    return missed.entrySet().stream()
        .map(
            each ->
                AbsentModel.of(
                    each.getKey(), each.getValue(), providers.lastProperties(each.getKey())))
        .toList();
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
