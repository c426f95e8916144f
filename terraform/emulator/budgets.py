"""What moto lacks of budgets: that they change, bear tags, and say who hears of them. To import it is enough."""

import json

from moto.budgets.responses import BudgetsResponse

tags = {}


def create_budget(self):
    tags[arn(self, self._get_param("Budget")["BudgetName"])] = self._get_param("ResourceTags") or []
    return made(self)


def update_budget(self):
    wanted = self._get_param("NewBudget")
    self.backend.describe_budget(self._get_param("AccountId"), wanted["BudgetName"])
    self.backend.budgets[self._get_param("AccountId")][wanted["BudgetName"]].budget.update(wanted)
    return "{}"


def describe_subscribers_for_notification(self):
    notifications = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")].notifications
    found = next(one.subscribers for one in notifications if one.details == self._get_param("Notification"))
    return json.dumps({"Subscribers": found})


def list_tags_for_resource(self):
    return json.dumps({"ResourceTags": tags.get(self._get_param("ResourceARN"), [])})


def tag_resource(self):
    new = self._get_param("ResourceTags")
    keep(self, {tag["Key"] for tag in new}, new)
    return "{}"


def untag_resource(self):
    keep(self, set(self._get_param("ResourceTagKeys")), [])
    return "{}"


def keep(self, gone, new):
    of = self._get_param("ResourceARN")
    tags[of] = [tag for tag in tags.get(of, []) if tag["Key"] not in gone] + new


def arn(self, name):
    return f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{name}"


made = BudgetsResponse.create_budget
for method in (create_budget, update_budget, describe_subscribers_for_notification, list_tags_for_resource, tag_resource, untag_resource):
    setattr(BudgetsResponse, method.__name__, method)
