package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Models of a store. A model is never changed: a new version is written beside it. */
@ProviderType
public interface RelationModelService {

  /** What is wrong with a model; empty if nothing is. */
  List<RelationModelError> validate(RelationModelSource source);

  /**
   * Writes a new version.
   *
   * @param makeCurrent whether questions that name no model are answered by it from now on
   * @param by who does so, for the audit log
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code INVALID_MODEL} with its errors,
   *     {@code LIMIT_EXCEEDED}
   */
  RelationModelVersion write(
      TenantContext tenant,
      String storeId,
      RelationModelSource source,
      boolean makeCurrent,
      AuditInitiator by);

  Optional<RelationModelVersion> find(TenantContext tenant, String storeId, String modelId);

  /** The model by which questions that name none are answered. */
  Optional<RelationModelVersion> findCurrent(TenantContext tenant, String storeId);

  /** Lists models, the newest first. */
  ResultSlice<RelationModelVersion> list(
      TenantContext tenant, String storeId, int limit, Optional<String> after);

  /**
   * Answers questions that name no model by this one from now on.
   *
   * @param by who does so, for the audit log
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  RelationModelVersion makeCurrent(
      TenantContext tenant, String storeId, String modelId, AuditInitiator by);

  /**
   * Answers questions by this model too, for comparison; none ends that.
   *
   * @param by who does so, for the audit log
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  void setShadow(TenantContext tenant, String storeId, Optional<String> modelId, AuditInitiator by);

  /** What the model in shadow answered differently so far, on this node. */
  Optional<ShadowModelReport> findShadowReport(TenantContext tenant, String storeId);
}
