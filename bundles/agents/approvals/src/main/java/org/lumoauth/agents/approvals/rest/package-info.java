/** REST resources for approver rules and delegates. */
@NullMarked
package org.lumoauth.agents.approvals.rest;

import org.jspecify.annotations.NullMarked;
