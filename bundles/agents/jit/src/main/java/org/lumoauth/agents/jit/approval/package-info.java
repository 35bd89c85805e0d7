/** Approval of requests for access by users. */
package org.lumoauth.agents.jit.approval;
