/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.util.Optional;

/**
 * The user that a hint identifies.
 *
 * @param userId an enabled user of the tenant; empty if none matches
 * @param key the key by which requests to this user are counted, also for an unknown user
 */
public record LoginHintUser(Optional<String> userId, String key) {}
