/** Stores approval requests and answers in the database. */
package org.lumoauth.agents.approvals.store;
