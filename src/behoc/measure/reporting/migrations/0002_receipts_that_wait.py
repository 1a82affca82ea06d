from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_reports")]

    operations = [
        migrations.AddField(
            model_name="reportreceipt",
            name="waits",
            field=models.BooleanField(default=False, verbose_name="chờ kiểm tra"),
        ),
        migrations.AddField(
            model_name="reportreceipt",
            name="revision",
            field=models.PositiveIntegerField(default=0, verbose_name="lần ghi được gửi"),
        ),
        migrations.AddField(
            model_name="reportreceipt",
            name="sender",
            field=models.JSONField(default=dict, verbose_name="gửi với vai trò"),
        ),
        migrations.AddField(
            model_name="reportreceipt",
            name="refusal",
            field=models.JSONField(null=True, verbose_name="lý do chưa gửi được"),
        ),
        migrations.AddConstraint(
            model_name="reportreceipt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("waits", True)),
                fields=("report",),
                name="one_sending_waits_per_report",
            ),
        ),
    ]
