/** Token and revocation requests to providers, sent only with the guarded outbound client. */
@NullMarked
package org.lumoauth.agents.vault.provider;

import org.jspecify.annotations.NullMarked;
