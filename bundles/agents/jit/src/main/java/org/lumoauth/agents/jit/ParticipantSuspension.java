package org.lumoauth.agents.jit;

/**
 * Somebody was stopped whose tasks are to end.
 *
 * @param id of the note of it
 * @param tenantId in which tenant
 * @param cause the type of the event that said so
 * @param of the id of the agent, the user or the consent
 */
record ParticipantSuspension(String id, String tenantId, String cause, String of) {}
