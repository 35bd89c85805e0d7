/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import org.lumoauth.agents.ask.AskResponse.AskBatchResponse;
import org.lumoauth.agents.ask.AskResponse.AskToolsResponse;

/** The response body for a request of any form. */
sealed interface AskEndpointResponse permits AskResponse, AskBatchResponse, AskToolsResponse {}
