/**
 * AI agents: their identity, their maximum permissions, and the protocols by which they
 * authenticate.
 */
@Export
@Version("1.9.0")
@NullMarked
package org.lumoauth.api.agent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
