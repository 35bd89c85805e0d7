/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation.model;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Manages the models of a store. A model is immutable: a change creates a new version. */
@ProviderType
public interface RelationModelService {

  /** Returns the errors in a model; empty if it is valid. */
  List<RelationModelError> validate(RelationModelSourceFiles source);

  /**
   * Writes a new version.
   *
   * @param makeCurrent whether it becomes the current model, used for questions that name no model
   * @param by the initiator, for the audit log
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code INVALID_MODEL} with its errors,
   *     {@code LIMIT_EXCEEDED}
   */
  RelationModelVersion write(
      TenantContext tenant,
      String storeId,
      RelationModelSourceFiles source,
      boolean makeCurrent,
      AuditInitiator by);

  Optional<RelationModelVersion> find(TenantContext tenant, String storeId, String modelId);

  /** Returns the current model, used for questions that name no model. */
  Optional<RelationModelVersion> findCurrent(TenantContext tenant, String storeId);

  /** Returns models, the newest first. */
  ResultSlice<RelationModelVersion> list(
      TenantContext tenant, String storeId, int limit, Optional<String> after);

  /**
   * Makes a version the current model, used for questions that name no model.
   *
   * @param by the initiator, for the audit log
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  RelationModelVersion makeCurrent(
      TenantContext tenant, String storeId, String modelId, AuditInitiator by);

  /**
   * Sets the shadow model, which also answers questions for comparison; empty removes it.
   *
   * @param by the initiator, for the audit log
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  void setShadow(TenantContext tenant, String storeId, Optional<String> modelId, AuditInitiator by);

  /**
   * Returns the differences between the shadow model and the current model so far, on this node.
   */
  Optional<ShadowModelReport> findShadowReport(TenantContext tenant, String storeId);
}
