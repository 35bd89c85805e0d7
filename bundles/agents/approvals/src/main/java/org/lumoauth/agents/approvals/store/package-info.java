/** What is asked and answered, in the database. */
package org.lumoauth.agents.approvals.store;
