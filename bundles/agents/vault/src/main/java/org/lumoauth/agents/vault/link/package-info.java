/** The pages on which people link and unlink accounts at other services. */
@NullMarked
package org.lumoauth.agents.vault.link;

import org.jspecify.annotations.NullMarked;
