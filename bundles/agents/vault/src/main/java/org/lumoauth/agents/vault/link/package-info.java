/** Where people link their accounts at other services, and take it back. */
package org.lumoauth.agents.vault.link;
