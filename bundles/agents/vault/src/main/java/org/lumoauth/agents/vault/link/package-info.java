/** The pages on which people link and unlink accounts at other services. */
package org.lumoauth.agents.vault.link;
