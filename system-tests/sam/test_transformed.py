"""What SAM makes of the template's policies: exactly what stands there, and the rights that AWS uses in a role's name.

Our own tests hold the policies of template.yaml against what the functions use. This one makes sure that nothing else
comes with them when AWS transforms the template. It runs on SAM's own translator (make lint)."""

import copy
import unittest
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"
LOGS = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"

# What no function asks for, and why it must be granted all the same.
USED_BY_AWS = {
    LOGS: "Lambda writes the function's lines into its log",
    "sqs:SendMessage": "Lambda puts what a function failed at into the queue FailedEvents",
}


class KnownPolicies:
    def load(self):
        return {"AWSLambdaBasicExecutionRole": LOGS}


def written(template):
    return {name: copy.deepcopy(resource["Properties"]) for name, resource in template["Resources"].items()
            if resource["Type"] == "AWS::Serverless::Function"}


def transformed(template):
    template = copy.deepcopy(template)
    for properties in (resource["Properties"] for resource in template["Resources"].values()
                       if resource["Type"] == "AWS::Serverless::Function"):
        properties["CodeUri"] = "s3://bucket/key"  # as after an upload
    return transform(template, {}, KnownPolicies())["Resources"]


def added(template):
    """By function: the managed policies and the statements of its role that do not stand in the template."""
    resources, found = transformed(template), {}
    for name, properties in written(template).items():
        role = resources[f"{name}Role"]["Properties"]
        statements = [statement for policy in role["Policies"]
                      for statement in policy["PolicyDocument"]["Statement"]]
        own = properties["Policies"]["Statement"]
        assert all(statement in statements for statement in own), f"{name} lost a statement"
        found[name] = (role["ManagedPolicyArns"], [statement for statement in statements if statement not in own])
    return found


class TransformedTest(unittest.TestCase):
    def setUp(self):
        self.template = yaml_parse(TEMPLATE.read_text())

    def test_a_role_has_what_stands_in_the_template_and_what_aws_uses_in_its_name(self):
        self.assertEqual(4, len(added(self.template)))
        for name, (managed, statements) in added(self.template).items():
            with self.subTest(name):
                self.assertEqual([LOGS], managed)
                self.assertEqual([{"Action": "sqs:SendMessage", "Effect": "Allow",
                                   "Resource": {"Fn::GetAtt": ["FailedEvents", "Arn"]}}], statements)
                self.assertLessEqual({*managed, *(statement["Action"] for statement in statements)}, set(USED_BY_AWS))

    def test_there_is_no_other_role_and_only_lambda_takes_these(self):
        roles = {name: resource["Properties"] for name, resource in transformed(self.template).items()
                 if resource["Type"] == "AWS::IAM::Role"}
        self.assertEqual({f"{name}Role" for name in written(self.template)}, set(roles))
        for name, role in roles.items():
            with self.subTest(name):
                self.assertEqual([{"Action": ["sts:AssumeRole"], "Effect": "Allow",
                                   "Principal": {"Service": ["lambda.amazonaws.com"]}}],
                                 role["AssumeRolePolicyDocument"]["Statement"])

    def test_what_else_would_come_is_seen(self):
        self.template["Resources"]["RestartFunction"]["Properties"]["Tracing"] = "Active"
        managed, _ = added(self.template)["RestartFunction"]
        self.assertEqual(2, len(managed))


if __name__ == "__main__":
    unittest.main()
