/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderTracker;

/**
 * The models of one decision, leased until it is made, and the unavailable models. A model that
 * becomes available while this set is created is in exactly one of the two groups.
 */
final class AuthorizationModelSet implements AutoCloseable {

  private final LeasedAuthorizationModel[] models;
  private final List<UnavailableModelDescription> absent;

  AuthorizationModelSet(ProviderTracker<AuthorizationModel> providers) {
    LeasedProviders<AuthorizationModel> held = providers.leaseAll();
    try {
      absent = held.unavailable().isEmpty() ? List.of() : absent(held.unavailable(), providers);
      models = new LeasedAuthorizationModel[held.leases().size()];
      for (int i = 0; i < models.length; i++) {
        models[i] = new LeasedAuthorizationModel(held.leases().get(i));
      }
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  private static List<UnavailableModelDescription> absent(
      Map<String, String> missed, ProviderTracker<AuthorizationModel> providers) {
    return missed.entrySet().stream()
        .map(
            each ->
                UnavailableModelDescription.of(
                    each.getKey(), each.getValue(), providers.lastKnownProperties(each.getKey())))
        .toList();
  }

  int size() {
    return models.length;
  }

  LeasedAuthorizationModel get(int index) {
    return models[index];
  }

  boolean has(String name) {
    for (LeasedAuthorizationModel model : models) {
      if (model.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the module of an unavailable model, or the model's own name if the module is unknown.
   */
  String moduleOf(String model) {
    return absent.stream()
        .filter(each -> each.name().equals(model))
        .map(UnavailableModelDescription::module)
        .findFirst()
        .orElse(model);
  }

  /** Returns the unavailable models. */
  List<UnavailableModelDescription> absent() {
    return absent;
  }

  @Override
  public void close() {
    for (LeasedAuthorizationModel model : models) {
      model.release();
    }
  }
}
