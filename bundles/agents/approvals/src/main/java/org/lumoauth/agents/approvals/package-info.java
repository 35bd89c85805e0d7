/**
 * People approve what agents may not do alone: who is asked, the pages on which they answer, and
 * what became of it.
 */
package org.lumoauth.agents.approvals;
