package org.lumoauth.agents.vault.link;

import java.util.Optional;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;

/** A connection, and the grant that a user has of it, if they have one. */
public record UserConnection(VaultConnection connection, Optional<VaultGrant> grant) {}
