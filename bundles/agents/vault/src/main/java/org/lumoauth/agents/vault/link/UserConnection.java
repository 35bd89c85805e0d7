/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.util.Optional;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;

/** A connection and the user's grant, if any. */
public record UserConnection(VaultConnection connection, Optional<VaultGrant> grant) {}
