package org.lumoauth.api.event;

/**
 * Something changed.
 *
 * @param type as {@code subject.disabled}
 * @param tenantId in which tenant
 * @param id of what
 */
public record DomainEvent(String type, String tenantId, String id) {}
