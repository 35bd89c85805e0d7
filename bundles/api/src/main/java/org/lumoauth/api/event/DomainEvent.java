package org.lumoauth.api.event;

/**
 * A notification of a change.
 *
 * @param type the type, such as {@code subject.disabled}
 * @param tenantId the tenant
 * @param id the id of the changed object
 */
public record DomainEvent(String type, String tenantId, String id) {}
