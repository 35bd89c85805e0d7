/** HTTP endpoints of budgets. */
package org.lumoauth.agents.budgets.rest;
