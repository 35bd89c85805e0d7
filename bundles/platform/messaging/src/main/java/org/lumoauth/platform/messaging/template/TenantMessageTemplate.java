/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.time.Instant;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;

/**
 * A tenant's own template in one language.
 *
 * @param content subject, text and HTML
 * @param active whether it is used
 * @param createdAt when it was first set
 * @param updatedAt when it was last set
 */
public record TenantMessageTemplate(
    MessageTemplate content, boolean active, Instant createdAt, Instant updatedAt) {}
