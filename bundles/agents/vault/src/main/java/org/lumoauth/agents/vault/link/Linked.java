package org.lumoauth.agents.vault.link;

import java.util.Optional;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.Grant;

/** A connection, and the grant that a user has of it, if they have one. */
public record Linked(Connection connection, Optional<Grant> grant) {}
