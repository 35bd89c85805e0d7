/** The pages on which people answer. */
package org.lumoauth.agents.approvals.page;
