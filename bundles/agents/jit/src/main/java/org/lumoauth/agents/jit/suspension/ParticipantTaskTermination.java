/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

/**
 * A participant was disabled, so the tasks that they take part in must end.
 *
 * @param id the id of this entry
 * @param tenantId the id of the tenant
 * @param cause the type of the event
 * @param of the id of the agent, the user or the consent
 */
record ParticipantTaskTermination(String id, String tenantId, String cause, String of) {}
